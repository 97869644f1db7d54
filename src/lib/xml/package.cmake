find_package(LibXml2 REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} LibXml2::LibXml2)
