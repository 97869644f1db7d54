find_package(date REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} date::date-tz)
