#include "platform/web/app/dot_field.h"

#include <GLES3/gl3.h>

#include <algorithm>
#include <cmath>

#include "base/asset.h"

namespace klarsicht::app {

bool DotField::operator==(const DotField& other) const {
    const auto same_band = [](const DotBand& a, const DotBand& b) {
        return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height && a.n == b.n &&
               a.selected == b.selected;
    };
    return width == other.width && height == other.height && selected_color == other.selected_color &&
           other_color == other.other_color && background == other.background &&
           std::ranges::equal(bands, other.bands, same_band);
}

}  // namespace klarsicht::app

namespace klarsicht::web {

namespace {

unsigned compile(unsigned kind, std::string_view path) {
    const std::string_view source = asset(path).value_or("");
    const char* text = source.data();
    const auto length = static_cast<GLint>(source.size());
    const unsigned shader = glCreateShader(kind);
    glShaderSource(shader, 1, &text, &length);
    glCompileShader(shader);
    return shader;
}

void set_color(int place, ImU32 color) {
    const ImVec4 c = ImGui::ColorConvertU32ToFloat4(color);
    glUniform3f(place, c.x, c.y, c.z);
}

}  // namespace

void DotFieldRenderer::forget() {
    program_ = vertex_array_ = framebuffer_ = texture_ = 0;
    width_ = height_ = 0;
    drawn_ = {};
}

/// WebGL 2 promises that an RGBA8 texture can be drawn into: nothing is asked, so nothing has to be waited for.
void DotFieldRenderer::prepare(int width, int height) {
    if (program_ == 0) {
        const unsigned vertex = compile(GL_VERTEX_SHADER, "shaders/dots.vert.glsl"),
                       fragment = compile(GL_FRAGMENT_SHADER, "shaders/dots.frag.glsl");
        program_ = glCreateProgram();
        glAttachShader(program_, vertex);
        glAttachShader(program_, fragment);
        glLinkProgram(program_);
        glDeleteShader(vertex);
        glDeleteShader(fragment);
        const auto place = [&](const char* name) { return glGetUniformLocation(program_, name); };
        places_ = {place("size"),           place("band"),        place("grid"),        place("selected"),
                   place("selected_color"), place("other_color"), place("ground_color")};
        glGenVertexArrays(1, &vertex_array_);
        glGenFramebuffers(1, &framebuffer_);
        glGenTextures(1, &texture_);
    }
    glBindTexture(GL_TEXTURE_2D, texture_);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    if (width != width_ || height != height_) {
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
        width_ = width;
        height_ = height;
    }
}

ImTextureRef DotFieldRenderer::draw(const app::DotField& field) {
    if (texture_ != 0 && field == drawn_) { return ImTextureRef(static_cast<ImTextureID>(texture_)); }
    drawn_ = field;
    prepare(field.width, field.height);
    const ImVec4 back = ImGui::ColorConvertU32ToFloat4(field.background);
    glViewport(0, 0, field.width, field.height);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glClearColor(back.x, back.y, back.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glUseProgram(program_);
    glBindVertexArray(vertex_array_);
    set_color(places_.selected_color, field.selected_color);
    set_color(places_.other_color, field.other_color);
    set_color(places_.ground_color, field.background);
    glUniform2f(places_.size, static_cast<float>(field.width), static_cast<float>(field.height));
    for (const app::DotBand& band : field.bands) {
        if (band.n == 0) { continue; }
        // Columns of `down` dots each, filled from the left, so that the selected ones reach as far as their share.
        const float pitch = std::sqrt(band.width * band.height / static_cast<float>(band.n));
        const auto down = std::max(1u, static_cast<std::uint32_t>(std::lround(band.height / pitch)));
        const std::uint32_t across = (band.n + down - 1) / down;
        glUniform4f(places_.band, band.x, band.y, band.width, band.height);
        glUniform2i(places_.grid, static_cast<GLint>(across), static_cast<GLint>(down));
        glUniform1i(places_.selected, static_cast<GLint>(band.selected));
        glDrawArrays(GL_POINTS, 0, static_cast<GLsizei>(band.n));
    }
    glBindVertexArray(0);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    return ImTextureRef(static_cast<ImTextureID>(texture_));
}

}  // namespace klarsicht::web
