find_package(tomlplusplus REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} tomlplusplus::tomlplusplus)
