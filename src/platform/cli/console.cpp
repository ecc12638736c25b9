#include "platform/cli/console.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#else
#include <unistd.h>
#endif

namespace klarsicht::cli {

namespace {

class Terminal final : public Console {
public:
    void out(std::string_view text) override {
        good_ = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && good_;
    }
    void error(std::string_view text) override {
        std::fwrite(text.data(), 1, text.size(), stderr);
        std::fflush(stderr);
    }
    bool good() const override { return std::fflush(stdout) == 0 && good_; }
    bool interactive() const override {
#ifdef __EMSCRIPTEN__
        // isatty says yes to every standard stream here.
        return EM_ASM_INT({ return process.stderr.isTTY ? 1 : 0; }) == 1;
#else
        return isatty(2) == 1;
#endif
    }

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
    if (!console_.interactive()) { return true; }
    const double now = now_ms();
    if (now - last_ms_ < 100) { return true; }
    last_ms_ = now;
    shown_ = true;
    const Texts& texts = Texts::of(language_);
    console_.error("\r\033[K" + std::string(texts.text(stage)) + " " +
                   texts.number(std::floor(done * 100) / 100, "percent"));
    return true;
}

void ConsoleProgress::clear() {
    if (shown_) {
        console_.error("\r\033[K");
        shown_ = false;
    }
}

}  // namespace klarsicht::cli
