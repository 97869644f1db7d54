file(GLOB delivery_templates CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/stages/delivery/templates/*")
pith_embed(${target} delivery "${CMAKE_SOURCE_DIR}/src/stages/delivery/templates" ${delivery_templates})
