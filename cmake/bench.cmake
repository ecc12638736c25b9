# tests/bench: times the stages of one audit, natively and as WebAssembly in Node; script/bench runs it.

klarsicht_sources(bench_sources tests/bench)
klarsicht_program(klarsicht_bench OUTPUT klarsicht_bench WASM_OUTPUT bench SOURCES ${bench_sources})
target_link_libraries(klarsicht_bench PRIVATE klarsicht_core klarsicht_assets_core)
set_target_properties(klarsicht_bench PROPERTIES EXCLUDE_FROM_ALL ON)
