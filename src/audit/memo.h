#pragma once
#include <map>
#include <memory>
#include <string_view>
#include <utility>

namespace klarsicht {

/// The name of something kept, with its type: a constant beside the function that hands it out, its name a literal.
template <class T>
struct MemoKey {
    std::string_view name;
};

/// What several checks need and one of them computes; lives as long as one audit.
class Memo {
public:
    /// The value kept under the key; `make` computes it for whoever asks first. The same name with another type is
    /// another key.
    template <class T, class Make>
    const T& get(MemoKey<T> key, Make&& make) {
        const Place place{&type<T>, key.name};
        auto found = kept_.find(place);
        if (found == kept_.end()) {
            found = kept_.emplace(place, std::make_shared<T>(std::forward<Make>(make)())).first;
        }
        return *static_cast<const T*>(found->second.get());
    }

private:
    /// One address a type.
    template <class T>
    static inline char type = 0;
    using Place = std::pair<const char*, std::string_view>;

    std::map<Place, std::shared_ptr<void>> kept_;
};

}  // namespace klarsicht
