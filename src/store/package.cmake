file(GLOB migrations CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/src/store/migrations/*.sql")
list(SORT migrations)
pith_embed(${target} migrations "${CMAKE_SOURCE_DIR}/src/store/migrations" ${migrations})
