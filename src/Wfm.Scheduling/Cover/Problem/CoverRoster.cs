namespace Wfm.Scheduling.Cover;

/// <summary>Who works which shift on which day.</summary>
public sealed class CoverRoster
{
    private readonly int[] _types;

    /// <summary>A roster with nobody at work.</summary>
    /// <param name="people">Number of people.</param>
    /// <param name="days">Number of days.</param>
    public CoverRoster(int people, int days)
    {
        (People, Days) = (people, days);
        _types = new int[people * days];
        Array.Fill(_types, -1);
    }

    /// <summary>Number of people.</summary>
    public int People { get; }

    /// <summary>Number of days.</summary>
    public int Days { get; }

    /// <summary>The shift type of a person on a day; null is a day off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such person or day, or a negative type.</exception>
    public int? this[int person, int day]
    {
        get => _types[At(person, day)] is int type and >= 0 ? type : null;
        set => _types[At(person, day)] = value is null or >= 0
            ? value ?? -1
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A shift type is a number from 0.");
    }

    private int At(int person, int day) =>
        (uint)person >= (uint)People ? throw new ArgumentOutOfRangeException(nameof(person), person, $"People are 0 to {People - 1}.")
        : (uint)day >= (uint)Days ? throw new ArgumentOutOfRangeException(nameof(day), day, $"Days are 0 to {Days - 1}.")
        : person * Days + day;
}
