find_package(ZLIB REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} ZLIB::ZLIB)
