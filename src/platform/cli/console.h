#pragma once
#include <string_view>

#include "base/progress.h"
#include "report/message_format.h"

namespace klarsicht::cli {

/// Where the command writes; tests collect what it says.
class Console {
public:
    virtual ~Console() = default;
    virtual void out(std::string_view text) = 0;    ///< standard output
    virtual void error(std::string_view text) = 0;  ///< standard error
    /// False once something could not be written (a full disk, a closed pipe).
    virtual bool good() const = 0;
    /// A person watches standard error, so progress may be shown there.
    virtual bool interactive() const = 0;
};

/// The program's own streams.
Console& terminal();

/// One line on standard error that is written over itself, at most ten times a second; nothing where nobody watches.
class ConsoleProgress final : public Progress {
public:
    ConsoleProgress(Console& console, Language language);
    ~ConsoleProgress() override;
    ConsoleProgress(const ConsoleProgress&) = delete;
    ConsoleProgress& operator=(const ConsoleProgress&) = delete;

    bool report(std::string_view stage, double done) override;
    /// Removes the line.
    void clear();

private:
    Console& console_;
    Language language_;
    double last_ms_ = -1e9;
    bool shown_ = false;
};

}  // namespace klarsicht::cli
