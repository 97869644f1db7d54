# Only the headers are needed to build: the libraries are loaded by the one process that decodes (docs/decisions/0070).
find_path(PITH_AVFORMAT libavformat/avformat.h REQUIRED)
find_path(PITH_AVCODEC libavcodec/avcodec.h REQUIRED)
find_path(PITH_SWRESAMPLE libswresample/swresample.h REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} ${CMAKE_DL_LIBS})
