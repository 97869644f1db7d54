find_library(PITH_STEMMER stemmer REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} ${PITH_STEMMER})
