find_library(PITH_SOCI_CORE soci_core REQUIRED)
find_library(PITH_SOCI_SQLITE soci_sqlite3 REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} ${PITH_SOCI_SQLITE} ${PITH_SOCI_CORE})
