find_library(PITH_UCHARDET uchardet REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} ${PITH_UCHARDET})
