// How a function is called.

export const FUNCFLAG_CDECL = 0x1;
export const FUNCFLAG_PYTHONAPI = 0x4;
export const FUNCFLAG_USE_ERRNO = 0x8;
export const FUNCFLAG_USE_LASTERROR = 0x10;
