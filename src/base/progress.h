#pragma once
#include <cstdint>
#include <string_view>

namespace klarsicht {

struct Message;

/// How far long work has come, and whether somebody wants it stopped. Work calls it at least every 50 ms.
class Progress {
public:
    virtual ~Progress() = default;

    /// @param stage what is being done, a key `progress.…` in assets/i18n
    /// @param done share of the stage, 0–1
    /// @return false when the work is to stop; it then returns ErrorCode::cancelled
    virtual bool report(std::string_view stage, double done) = 0;

    /// What asks for a decision, as soon as it is known; the report may say it in other words.
    virtual void found(const Message&) {}

    /// Says nothing and never cancels.
    static Progress& none();
};

}  // namespace klarsicht
