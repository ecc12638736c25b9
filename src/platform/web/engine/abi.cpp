// The engine's C functions, as web/engine.js calls them. A function that can fail returns 1 (done; what it made is at klarsicht_result) or
// 0 (failed; klarsicht_error says why, as one sentence). Texts go in as pointer and length in UTF-8. Counts are doubles: exact up to 2^53.
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include <emscripten.h>

#include "ingest/format.h"
#include "platform/web/engine/engine.h"
#include "report/render.h"

// clang-format off
EM_JS(void, klarsicht_report_progress, (const char* stage, int length, double done), {
  const tell = Module['onProgress'];
  if (!tell) return;
  const now = Date.now();
  if (now - (Module.progressTold || 0) < 30) return;
  Module.progressTold = now;
  tell(UTF8ToString(stage, length), done);
});

EM_JS(void, klarsicht_take_piece, (const char* bytes, int length), {
  Module['onPiece'](HEAPU8.slice(bytes, bytes + length));
});

EM_JS(int, klarsicht_read_at, (double offset, std::byte* into, int length), {
  const bytes = Module['readAt'](offset, length);
  if (!bytes || bytes.length !== length) return 0;
  HEAPU8.set(bytes, into);
  return 1;
});

EM_JS(void, klarsicht_out_of_memory, (), {
  throw Object.assign(new Error('out of memory'), { outOfMemory: true });
});
// clang-format on

namespace {

using namespace klarsicht;

class PageProgress final : public Progress {
public:
    /// Never asks to stop: who cancels ends the worker.
    bool report(std::string_view stage, double done) override {
        klarsicht_report_progress(stage.data(), static_cast<int>(stage.size()), done);
        return true;
    }
};

/// The page's file: Module.readAt(offset, length) gives its bytes, or null.
class PageFile final : public ByteSource {
public:
    explicit PageFile(std::uint64_t size) : size_(size) {}
    std::uint64_t size() const override { return size_; }
    Result<void> read(std::uint64_t offset, std::span<std::byte> into) override {
        if (into.empty() || klarsicht_read_at(static_cast<double>(offset), into.data(), static_cast<int>(into.size())) != 0) { return {}; }
        return fail(ErrorCode::unreadable, Message("error.file.cut_off"));
    }

private:
    std::uint64_t size_;
};

struct State {
    PageProgress progress;
    web::Engine engine{progress};
    std::vector<std::byte> slice;
    std::string result;
    Error error;

    State() { std::set_new_handler(klarsicht_out_of_memory); }
};

State& state() {
    static State only;
    return only;
}

Language language_of(const char* name, std::size_t length) { return language_named({name, length}).value_or(Language::en); }

int settle(Result<void> done) {
    if (done) { return 1; }
    state().error = std::move(done).error();
    return 0;
}

int keep(Result<std::string> made) {
    if (!made) {
        state().error = std::move(made).error();
        return 0;
    }
    state().result = std::move(*made);
    return 1;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE int klarsicht_open(const char* options, std::size_t length) { return settle(state().engine.open({options, length})); }

/// Where the next slice is to be written; good until the next call of this function.
EMSCRIPTEN_KEEPALIVE std::byte* klarsicht_slice(std::size_t size) {
    if (state().slice.size() < size) { state().slice.resize(size); }
    return state().slice.data();
}

/// Reads the first `size` bytes of the slice.
EMSCRIPTEN_KEEPALIVE int klarsicht_feed(std::size_t size) { return settle(state().engine.feed({state().slice.data(), size})); }

/// Whether a file that begins with the first `size` bytes of the slice is to be read by klarsicht_read: its bytes are needed in another order.
EMSCRIPTEN_KEEPALIVE int klarsicht_by_offset(std::size_t size) {
    return format_of({reinterpret_cast<const char*>(state().slice.data()), size}).by_offset ? 1 : 0;
}

/// Reads a file of that size through Module.readAt, in place of feed and finish.
EMSCRIPTEN_KEEPALIVE int klarsicht_read(double size) {
    state().slice = {};
    PageFile file(static_cast<std::uint64_t>(size));
    return settle(state().engine.read(file));
}

EMSCRIPTEN_KEEPALIVE double klarsicht_rows_read() { return static_cast<double>(state().engine.rows()); }

EMSCRIPTEN_KEEPALIVE int klarsicht_finish() {
    state().slice = {};
    return settle(state().engine.finish());
}

EMSCRIPTEN_KEEPALIVE int klarsicht_audit(const char* plan, std::size_t plan_length, const char* options, std::size_t options_length) {
    return settle(state().engine.audit({plan, plan_length}, {options, options_length}));
}

/// The last report. @param format json, html, csv, md; "" is JSON on one line
EMSCRIPTEN_KEEPALIVE int klarsicht_render(const char* format, std::size_t format_length, const char* lang, std::size_t lang_length) {
    return keep(state().engine.render({format, format_length}, language_of(lang, lang_length)));
}

EMSCRIPTEN_KEEPALIVE int klarsicht_preview(double first, double count) {
    return keep(state().engine.preview(static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(count)));
}

EMSCRIPTEN_KEEPALIVE int klarsicht_dots(const char* group, std::size_t group_length, const char* decision, std::size_t decision_length, const char* lang,
                                        std::size_t lang_length) {
    return keep(state().engine.dots({group, group_length}, {decision, decision_length}, language_of(lang, lang_length)));
}

/// Gives the new file piece by piece to Module.onPiece; the result is what the remedies changed, a JSON list of sentences.
EMSCRIPTEN_KEEPALIVE int klarsicht_remedy(const char* remedies, std::size_t length, const char* lang, std::size_t lang_length) {
    const auto take = [](std::string_view piece) { klarsicht_take_piece(piece.data(), static_cast<int>(piece.size())); };
    return keep(state().engine.remedy({remedies, length}, take, language_of(lang, lang_length)));
}

EMSCRIPTEN_KEEPALIVE int klarsicht_scenario(const char* options, std::size_t length) { return keep(web::scenario({options, length})); }

EMSCRIPTEN_KEEPALIVE int klarsicht_text(const char* message, std::size_t length, const char* lang, std::size_t lang_length) {
    return keep(web::text_of({message, length}, language_of(lang, lang_length)));
}

EMSCRIPTEN_KEEPALIVE int klarsicht_texts(const char* lang, std::size_t length) { return keep(web::page_texts(language_of(lang, length))); }

/// Why the last call failed.
EMSCRIPTEN_KEEPALIVE int klarsicht_error(const char* lang, std::size_t length) {
    return keep(Result<std::string>(error_to_text(state().error, language_of(lang, length))));
}

EMSCRIPTEN_KEEPALIVE const char* klarsicht_result() { return state().result.data(); }
EMSCRIPTEN_KEEPALIVE std::size_t klarsicht_result_size() { return state().result.size(); }
/// Gives the result's memory back.
EMSCRIPTEN_KEEPALIVE void klarsicht_release() { state().result = {}; }

}  // extern "C"
