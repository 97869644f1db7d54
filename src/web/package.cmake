# Templates and static files are linked into the binary.
file(GLOB web_templates CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/web/templates/*.html")
file(GLOB web_static CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/web/static/*")
pith_embed(${target} web_templates "${CMAKE_SOURCE_DIR}/src/web/templates" ${web_templates})
pith_embed(${target} web_static "${CMAKE_SOURCE_DIR}/src/web/static" ${web_static})
