find_package(spdlog REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} spdlog::spdlog)
