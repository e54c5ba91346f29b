from . import sets as _s
def draw_set(canvas, camera, staging, light, rng, hint=''):
    f=getattr(_s,'draw_set',None)
    if f: f(canvas,camera,staging,light,rng,hint=hint)
def draw_front(canvas, camera, staging, light, rng, hint=''):
    f=getattr(_s,'draw_front',None)
    if f: f(canvas,camera,staging,light,rng,hint=hint)
def seat_height(x):
    f=getattr(_s,'seat_height',None)
    return f(x) if f else None
def indoors(x):
    f=getattr(_s,'indoors',None)
    return f(x) if f else x in ('kitchen','office','cafe')
