find_library(PITH_CTEMPLATE ctemplate REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} ${PITH_CTEMPLATE})
