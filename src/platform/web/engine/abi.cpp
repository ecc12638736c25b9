// The engine's C functions, as web/engine.js calls them: a request with its answer, and bytes that are fed. Texts go in
// as pointer and length in UTF-8. Counts are doubles: exact up to 2^53.
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include <emscripten.h>

#include "ingest/format.h"
#include "platform/web/engine/door.h"
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

EM_JS(void, klarsicht_found, (const char* text), {
  if (Module['onFound']) Module['onFound'](UTF8ToString(text));
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
    void found(const Message& title) override;
};

/// The page's file: Module.readAt(offset, length) gives its bytes, or null.
class PageFile final : public ByteSource {
public:
    explicit PageFile(std::uint64_t size) : size_(size) {}
    std::uint64_t size() const override { return size_; }
    Result<void> read(std::uint64_t offset, std::span<std::byte> into) override {
        if (into.empty() ||
            klarsicht_read_at(static_cast<double>(offset), into.data(), static_cast<int>(into.size())) != 0) {
            return {};
        }
        return fail(ErrorCode::unreadable, Message("error.file.cut_off"));
    }

private:
    std::uint64_t size_;
};

struct State {
    PageProgress progress;
    web::Door door{progress};
    std::vector<std::byte> slice;
    std::string said;
    std::string bytes;

    State() { std::set_new_handler(klarsicht_out_of_memory); }
};

State& state() {
    static State only;
    return only;
}

void PageProgress::found(const Message& title) {
    klarsicht_found(Texts::of(state().door.language()).format(title).c_str());
}

}  // namespace

extern "C" {

/// Asks; the answer stands at klarsicht_said and klarsicht_bytes until klarsicht_release. A file that is made goes to
/// Module.onPiece piece by piece.
EMSCRIPTEN_KEEPALIVE void klarsicht_request(const char* request, std::size_t length) {
    const auto take = [](std::string_view piece) {
        klarsicht_take_piece(piece.data(), static_cast<int>(piece.size()));
    };
    web::Answer answer = state().door.answer({request, length}, take);
    state().said = json_text(answer.said);
    state().bytes = std::move(answer.bytes);
}

EMSCRIPTEN_KEEPALIVE const char* klarsicht_said() { return state().said.data(); }
EMSCRIPTEN_KEEPALIVE std::size_t klarsicht_said_size() { return state().said.size(); }
EMSCRIPTEN_KEEPALIVE const char* klarsicht_bytes() { return state().bytes.data(); }
EMSCRIPTEN_KEEPALIVE std::size_t klarsicht_bytes_size() { return state().bytes.size(); }
/// Gives the answer's memory back.
EMSCRIPTEN_KEEPALIVE void klarsicht_release() { state().said = state().bytes = {}; }

/// Where the next slice is to be written; good until the next call of this function. 0 bytes give its memory back.
EMSCRIPTEN_KEEPALIVE std::byte* klarsicht_slice(std::size_t size) {
    if (size == 0) { state().slice = {}; }
    if (state().slice.size() < size) { state().slice.resize(size); }
    return state().slice.data();
}

/// Reads the first `size` bytes of the slice. 0: they cannot be read, and the next request is told why.
EMSCRIPTEN_KEEPALIVE int klarsicht_feed(std::size_t size) {
    return state().door.feed({state().slice.data(), size}) ? 1 : 0;
}

/// Whether a file that begins with the first `size` bytes of the slice is to be read by klarsicht_read: its bytes are
/// needed in another order.
EMSCRIPTEN_KEEPALIVE int klarsicht_by_offset(std::size_t size) {
    return format_of({reinterpret_cast<const char*>(state().slice.data()), size}).by_offset ? 1 : 0;
}

/// Reads a file of that size through Module.readAt, in place of feeding it. 0: it cannot be read, and the next request
/// is told why.
EMSCRIPTEN_KEEPALIVE int klarsicht_read(double size) {
    state().slice = {};
    PageFile file(static_cast<std::uint64_t>(size));
    return state().door.read(file) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE double klarsicht_rows_read() { return static_cast<double>(state().door.rows_read()); }

}  // extern "C"
