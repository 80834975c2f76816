using System.Runtime.CompilerServices;

namespace Wfm.Queueing.Kernels;

/// <summary>Guards shared by the public entry points: name, value and what was expected.</summary>
internal static class Require
{
    public static void Load(double offeredLoad, [CallerArgumentExpression(nameof(offeredLoad))] string? name = null)
    {
        if (offeredLoad is not (>= 0 and <= 1e9))
        {
            throw new ArgumentOutOfRangeException(name, offeredLoad, "Offered load is in erlangs (or calls) and lies between 0 and a billion.");
        }
    }

    public static void Agents(double agents, [CallerArgumentExpression(nameof(agents))] string? name = null)
    {
        if (agents is not (>= 0 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(name, agents, "Agents must be finite and not negative.");
        }
    }

    public static void PositiveSeconds(double seconds, [CallerArgumentExpression(nameof(seconds))] string? name = null)
    {
        if (seconds is not (> 0 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(name, seconds, "A length in seconds must be finite and greater than zero.");
        }
    }

    public static void Threshold(double seconds, [CallerArgumentExpression(nameof(seconds))] string? name = null)
    {
        if (seconds is not (>= 0 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(name, seconds, "A waiting time in seconds must be finite and not negative.");
        }
    }

    public static void Patience(double seconds, [CallerArgumentExpression(nameof(seconds))] string? name = null)
    {
        if (seconds is not >= 0)
        {
            throw new ArgumentOutOfRangeException(name, seconds, "Mean patience is in seconds, zero or more; infinity means nobody hangs up.");
        }
    }

    public static void Fraction(double fraction, [CallerArgumentExpression(nameof(fraction))] string? name = null)
    {
        if (fraction is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, fraction, "The share lies strictly between 0 and 1; write 80 % as 0.80.");
        }
    }

    public static void Ceiling(double fraction, [CallerArgumentExpression(nameof(fraction))] string? name = null)
    {
        if (fraction is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, fraction, "A ceiling is a share greater than 0 and at most 1; 1 means none.");
        }
    }
}
