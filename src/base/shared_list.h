#pragma once
#include <cassert>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace klarsicht {

/// A list whose copy shares its elements: a table in which one column is another costs that column. Elements change
/// only while the list is built, before it is shared; later one is put in another's place.
template <class T>
class SharedList {
public:
    class const_iterator {
    public:
        using iterator_concept = std::random_access_iterator_tag;
        using iterator_category = std::random_access_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T*;
        using reference = const T&;

        const_iterator() = default;
        explicit const_iterator(const std::shared_ptr<T>* at) : at_(at) {}
        reference operator*() const { return **at_; }
        pointer operator->() const { return at_->get(); }
        reference operator[](difference_type n) const { return *at_[n]; }
        const_iterator& operator++() { return *this += 1; }
        const_iterator& operator--() { return *this -= 1; }
        const_iterator operator++(int) { return std::exchange(*this, *this + 1); }
        const_iterator operator--(int) { return std::exchange(*this, *this - 1); }
        const_iterator& operator+=(difference_type n) {
            at_ += n;
            return *this;
        }
        const_iterator& operator-=(difference_type n) { return *this += -n; }
        friend const_iterator operator+(const_iterator a, difference_type n) { return a += n; }
        friend const_iterator operator+(difference_type n, const_iterator a) { return a += n; }
        friend const_iterator operator-(const_iterator a, difference_type n) { return a -= n; }
        friend difference_type operator-(const_iterator a, const_iterator b) { return a.at_ - b.at_; }
        friend auto operator<=>(const_iterator, const_iterator) = default;

    private:
        const std::shared_ptr<T>* at_ = nullptr;
    };

    std::size_t size() const { return list_.size(); }
    bool empty() const { return list_.empty(); }
    const T& operator[](std::size_t i) const { return *list_[i]; }
    const T& front() const { return *list_.front(); }
    const T& back() const { return *list_.back(); }
    const_iterator begin() const { return const_iterator(list_.data()); }
    const_iterator end() const { return const_iterator(list_.data() + list_.size()); }

    // While the list is built.
    T& operator[](std::size_t i) {
        assert(list_[i].use_count() == 1);
        return *list_[i];
    }
    T& back() { return (*this)[list_.size() - 1]; }
    void reserve(std::size_t size) { list_.reserve(size); }
    void push_back(T element) { list_.push_back(std::make_shared<T>(std::move(element))); }
    T& emplace_back() { return *list_.emplace_back(std::make_shared<T>()); }
    void resize(std::size_t size) {
        while (list_.size() < size) { emplace_back(); }
        list_.resize(size);
    }

    /// Puts another element in the place; lists that share the one before keep it.
    void replace(std::size_t i, T element) { list_[i] = std::make_shared<T>(std::move(element)); }

private:
    std::vector<std::shared_ptr<T>> list_;
};

}  // namespace klarsicht
