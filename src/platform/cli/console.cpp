#include "platform/cli/console.h"

#include <chrono>
#include <cstdio>
#include <string>

#include <unistd.h>

namespace klarsicht::cli {

namespace {

class Terminal final : public Console {
public:
    void out(std::string_view text) override { good_ = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && good_; }
    void error(std::string_view text) override {
        std::fwrite(text.data(), 1, text.size(), stderr);
        std::fflush(stderr);
    }
    bool good() const override { return std::fflush(stdout) == 0 && good_; }
    bool interactive() const override { return isatty(2) == 1; }

private:
    bool good_ = true;
};

double now_ms() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

Console& terminal() {
    static Terminal streams;
    return streams;
}

ConsoleProgress::ConsoleProgress(Console& console, Language language) : console_(console), language_(language) {}

ConsoleProgress::~ConsoleProgress() { clear(); }

bool ConsoleProgress::report(std::string_view stage, double done) {
    if (!console_.interactive()) {
        return true;
    }
    const double now = now_ms();
    if (now - last_ms_ < 100) {
        return true;
    }
    last_ms_ = now;
    shown_ = true;
    const Texts& texts = Texts::of(language_);
    console_.error("\r\033[K" + std::string(texts.text(stage)) + " " + texts.number(done, "percent"));
    return true;
}

void ConsoleProgress::clear() {
    if (shown_) {
        console_.error("\r\033[K");
        shown_ = false;
    }
}

}  // namespace klarsicht::cli
