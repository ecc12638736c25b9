#include "ingest/zip/inflater.h"

#include <algorithm>
#include <limits>
#include <new>

#include <zlib.h>

namespace klarsicht::zip {

namespace {

// Out of memory is told as everywhere else.
void* take(void*, unsigned items, unsigned size) { return ::operator new(std::size_t{items} * size); }
void give(void*, void* memory) { ::operator delete(memory); }

unsigned at_most(std::size_t size) {
    return static_cast<unsigned>(std::min<std::size_t>(size, std::numeric_limits<unsigned>::max()));
}

}  // namespace

Inflater::Inflater(Wrapper wrapper) : stream_(std::make_unique<z_stream>()) {
    stream_->zalloc = take;
    stream_->zfree = give;
    inflateInit2(stream_.get(), wrapper == Wrapper::gzip ? MAX_WBITS + 16 : -MAX_WBITS);
}

Inflater::~Inflater() { inflateEnd(stream_.get()); }

void Inflater::restart() { inflateReset(stream_.get()); }

Inflater::Step Inflater::step(std::span<const std::byte> in, std::span<std::byte> out) {
    // zlib only reads what it calls `next_in`, but does not say so.
    stream_->next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(in.data()));
    stream_->avail_in = at_most(in.size());
    stream_->next_out = reinterpret_cast<Bytef*>(out.data());
    stream_->avail_out = at_most(out.size());
    const unsigned in_before = stream_->avail_in, out_before = stream_->avail_out;
    const int result = inflate(stream_.get(), Z_NO_FLUSH);
    Step step;
    step.taken = in_before - stream_->avail_in;
    step.made = out_before - stream_->avail_out;
    // Z_BUF_ERROR: nothing to do with so little.
    if (result == Z_STREAM_END) {
        step.state = State::ended;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
        step.state = State::damaged;
    }
    return step;
}

std::uint32_t crc32(std::uint32_t crc, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const unsigned n = at_most(bytes.size());
        crc = static_cast<std::uint32_t>(::crc32(crc, reinterpret_cast<const Bytef*>(bytes.data()), n));
        bytes = bytes.subspan(n);
    }
    return crc;
}

}  // namespace klarsicht::zip
