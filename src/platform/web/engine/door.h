#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.h"
#include "platform/web/engine/request.h"
#include "session/session.h"

namespace klarsicht::web {

/// What a request comes back with.
struct Answer {
    json said = json::object();  ///< small things, as JSON; `{"error": "…"}`, one sentence, where the request failed
    std::string bytes;           ///< a report, a file, dots: handed over without being turned into text
};

/// The one door into the engine: a request in, an answer out, and bytes that are fed in between. Holds the session.
class Door {
public:
    explicit Door(Progress& progress) : session_(progress) {}

    /// @param request JSON (request.h) @param take gets the pieces of a file that is made
    Answer answer(std::string_view request, const std::function<void(std::string_view)>& take);
    /// The next bytes of the input that was opened. @return false if they cannot be read: the next request is told why
    bool feed(std::span<const std::byte> slice);
    /// All bytes of the input that was opened, in place of feeding them; likewise.
    bool read(ByteSource& source);
    /// In which the request that is being answered is answered.
    Language language() const { return language_; }
    std::uint64_t rows_read() const { return session_.rows_read(); }

private:
    Session session_;
    Language language_ = Language::en;
    std::optional<Error> fed_;  ///< what went wrong while bytes were fed
};

}  // namespace klarsicht::web
