find_library(PITH_SODIUM sodium REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} ${PITH_SODIUM})
