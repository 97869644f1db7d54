find_package(CURL REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} CURL::libcurl)
