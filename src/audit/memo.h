#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace klarsicht {

/// What several checks need and one of them computes; lives as long as one audit. A key always stands for one type.
class Memo {
public:
    template <class T, class Make>
    const T& get(std::string_view key, Make&& make) {
        auto found = kept_.find(key);
        if (found == kept_.end()) { found = kept_.emplace(std::string(key), std::make_shared<T>(std::forward<Make>(make)())).first; }
        return *static_cast<const T*>(found->second.get());
    }

private:
    std::map<std::string, std::shared_ptr<void>, std::less<>> kept_;
};

}  // namespace klarsicht
