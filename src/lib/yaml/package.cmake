find_package(yaml-cpp REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} yaml-cpp)
