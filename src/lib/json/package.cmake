find_package(nlohmann_json REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} nlohmann_json::nlohmann_json)
