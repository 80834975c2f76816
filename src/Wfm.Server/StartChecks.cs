using System.Globalization;
using NodaTime;

namespace Wfm.Server;

/// <summary>What must hold before anything is answered: slim images often lack time zones or cultures.</summary>
public static class StartChecks
{
    /// <summary>Checks, and says what is missing.</summary>
    /// <exception cref="InvalidOperationException">Time zones or the Swedish culture are missing.</exception>
    public static void Run()
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull("Europe/Stockholm") is null || !TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Stockholm", out _))
        {
            throw new InvalidOperationException("The time zone Europe/Stockholm is not there. Maybe install the package tzdata.");
        }

        if (!KnowsSwedish())
        {
            throw new InvalidOperationException("The culture sv-SE is not there. Maybe install ICU (libicu) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
        }
    }

    private static bool KnowsSwedish()
    {
        try
        {
            CultureInfo swedish = CultureInfo.GetCultureInfo("sv-SE");
            return swedish.NumberFormat.NumberDecimalSeparator == "," && swedish.CompareInfo.Compare("ö", "z") > 0;
        }
        catch (CultureNotFoundException)
        {
            // Without ICU there is only the invariant culture.
            return false;
        }
    }
}
