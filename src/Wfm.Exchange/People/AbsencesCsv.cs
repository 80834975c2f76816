using NodaTime;

namespace Wfm.Exchange;

/// <summary>Absences from a file of their own: <c>agent,start,end[,category]</c>.</summary>
public static class AbsencesCsv
{
    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <param name="zone">Zone of times without an offset.</param>
    public static ImportResult<IReadOnlyList<Absence>> Read(Stream stream, string fileName, DateTimeZone zone)
    {
        ProblemList found = new();
        return new([.. TimeFiles.Absences(stream, fileName, new ZoneClock(zone), found).Select(absence => absence.Value)], found);
    }
}
