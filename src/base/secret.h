#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace klarsicht {

/// Overwrites a text in a way that no compiler leaves out, and empties it.
inline void wipe(std::string& text) {
    for (std::size_t i = 0; i < text.size(); ++i) { static_cast<volatile char&>(text[i]) = '\0'; }
    text.clear();
}

/// A key that somebody typed: overwritten when it goes, moved and never copied.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string&& key) : key_(key) { wipe(key); }
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    Secret(Secret&& other) noexcept : Secret(std::move(other.key_)) {}
    Secret& operator=(Secret&& other) noexcept {
        if (this == &other) { return *this; }
        wipe(key_);
        key_ = other.key_;
        wipe(other.key_);
        return *this;
    }
    ~Secret() { wipe(key_); }

    std::string_view view() const { return key_; }
    bool empty() const { return key_.empty(); }

private:
    std::string key_;
};

/// A key that nobody can guess, from the system's random numbers: 128 bits as 32 hex digits.
std::string drawn_key();

}  // namespace klarsicht
