"""How records are made: tuples with named fields, declared as with ``typing.NamedTuple``, ready at once.

A start from the shell makes more than a hundred such classes. ``typing.NamedTuple`` compiles every annotation of
each of them, and a constructor; here annotations stay what they are, text, and one constructor serves all classes
until so many of one class are made that a constructor of its own pays. Type checkers see ``NamedTuple`` itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as Record
else:
    from collections import namedtuple

    _MANY = 200
    # what namedtuple reads a field with: it knows the field's position only, and may be made without the rest
    _reader = type(namedtuple("_One", "field").field)

    class _Making(type):
        """Turns the annotations of a class's body into fields, values given to them into defaults."""

        def __new__(making, name, bases, body, **more):
            fields = tuple(body.get("__annotations__", ()))
            if bases == (tuple,):
                body["_fields"], body["_field_defaults"], body["_size"] = (), {}, 0
            elif Record in bases:
                body.setdefault("__slots__", ())
                defaults = {field: body[field] for field in fields if field in body}
                if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                    raise TypeError(f"{name}: a field without a default comes after one that has one")
                body.update((field, _reader(n, None)) for n, field in enumerate(fields))
                body.update(_fields=fields, _field_defaults=defaults, _size=len(fields), __match_args__=fields)
            body["_made"] = [0]
            return super().__new__(making, name, bases, body, **more)

    class Record(tuple, metaclass=_Making):
        """Base of the classes whose annotated names are the fields of a tuple."""

        __slots__ = ()

        def __new__(cls, *values, **named):
            """A record of these values, of the defaults where none is given."""
            cls._made[0] += 1
            if cls._made[0] == _MANY:
                cls.__new__ = _constructor(cls)
            if named or len(values) != cls._size:
                values = _complete(cls, values, named)
            return tuple.__new__(cls, values)

        # all values in order, neither counted nor completed: for the few places that make records by the dozen
        _make = classmethod(tuple.__new__)

        def _replace(self, **named):
            values = tuple.__new__(type(self), [named.pop(f, own) for f, own in zip(self._fields, self, strict=True)])
            if named:
                raise ValueError(f"{type(self).__name__} has no field {', '.join(named)}")
            return values

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{f}={v!r}' for f, v in self._asdict().items())})"

    def _constructor(cls):
        """What makes records of one class only, at the speed of a plain function's call."""
        # a field may have any name that a person gives it: these two are none of them
        names = ", ".join(("__made", *cls._fields))
        values = "".join(f"{name}," for name in cls._fields)
        made = eval(f"lambda {names}: __make(__made, ({values}))", {"__make": tuple.__new__})
        made.__defaults__ = tuple(cls._field_defaults.values())
        return made

    def _complete(cls, values, named):
        """The values of all fields, in order, of those that were given and of the defaults."""
        lacking = cls._size - len(values)
        if not named and 0 < lacking <= len(cls._field_defaults):
            return values + tuple(cls._field_defaults.values())[-lacking:]
        fields = cls._fields[len(values) :]
        given = cls._field_defaults | named if named else cls._field_defaults
        try:
            whole = (*values, *[given[field] for field in fields])
        except KeyError as missing:
            raise TypeError(f"{cls.__name__} needs {missing.args[0]!r}") from None
        if len(whole) != cls._size or not named.keys() <= set(fields):
            raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}: not {values!r} and {', '.join(named)}")
        return whole


__all__ = ["Record"]
