// Dear ImGui's renderer saves and restores the state it finds, by asking for it some fifteen times a frame. In a
// browser each question waits until the graphics process has done everything asked of it before: up to 300 ms a frame
// without a graphics processor. Nobody else draws between our frames (the dot field leaves nothing behind that
// matters), so the answers are known. cmake/web.cmake gives the renderer this function in place of glGetIntegerv.
#include <GLES3/gl3.h>

extern "C" void klarsicht_gl_state(GLenum name, GLint* value) {
    switch (name) {
        case GL_ACTIVE_TEXTURE:
            *value = GL_TEXTURE0;
            return;
        case GL_BLEND_SRC_RGB:
        case GL_BLEND_SRC_ALPHA:
            *value = GL_ONE;
            return;
        case GL_BLEND_DST_RGB:
        case GL_BLEND_DST_ALPHA:
            *value = GL_ZERO;
            return;
        case GL_BLEND_EQUATION_RGB:
        case GL_BLEND_EQUATION_ALPHA:
            *value = GL_FUNC_ADD;
            return;
        case GL_CURRENT_PROGRAM:
        case GL_TEXTURE_BINDING_2D:
        case GL_SAMPLER_BINDING:
        case GL_ARRAY_BUFFER_BINDING:
        case GL_ELEMENT_ARRAY_BUFFER_BINDING:
        case GL_VERTEX_ARRAY_BINDING:
            *value = 0;
            return;
        case GL_VIEWPORT:
        case GL_SCISSOR_BOX:
            for (int i = 0; i < 4; ++i) { value[i] = 0; }  // set anew at the start of every frame
            return;
        default:
            glGetIntegerv(name, value);
    }
}
