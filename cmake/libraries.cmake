# Libraries that we build ourselves, because native code and WebAssembly are to have the same: what of them reading files needs, no more.

# zlib without its deflating half.
add_library(inflate STATIC ${KLARSICHT_ZLIB}/adler32.c ${KLARSICHT_ZLIB}/crc32.c ${KLARSICHT_ZLIB}/inffast.c ${KLARSICHT_ZLIB}/inflate.c
  ${KLARSICHT_ZLIB}/inftrees.c ${KLARSICHT_ZLIB}/zutil.c)
target_include_directories(inflate SYSTEM PUBLIC ${KLARSICHT_ZLIB})
target_compile_options(inflate PRIVATE -w)

# Expat without document types: a workbook has none, and entities are how small XML becomes large.
# Its configuration is empty: it asks the system for nothing, its hashes are salted by us (XML_SetHashSalt).
file(WRITE ${CMAKE_BINARY_DIR}/generated/expat/expat_config.h.in "\n")
configure_file(${CMAKE_BINARY_DIR}/generated/expat/expat_config.h.in ${CMAKE_BINARY_DIR}/generated/expat/expat_config.h COPYONLY)
set(expat_lib ${KLARSICHT_EXPAT}/expat/lib)
add_library(expat STATIC ${expat_lib}/xmlparse.c ${expat_lib}/xmlrole.c ${expat_lib}/xmltok.c)
target_include_directories(expat SYSTEM PUBLIC ${expat_lib} PRIVATE ${CMAKE_BINARY_DIR}/generated/expat)
target_compile_definitions(expat PUBLIC XML_STATIC XML_LARGE_SIZE PRIVATE XML_GE=0 XML_POOR_ENTROPY XML_CONTEXT_BYTES=1024)
target_compile_options(expat PRIVATE -w)
