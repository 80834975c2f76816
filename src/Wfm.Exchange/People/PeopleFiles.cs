using NodaTime;

namespace Wfm.Exchange;

/// <summary>The files of a people directory, read together and checked against each other.</summary>
public static class PeopleFiles
{
    /// <summary>Reads every file there is; all of them are taken, or none.</summary>
    /// <param name="open">Opens a file by its name, such as <c>agents.csv</c>; nothing when there is no such file. The stream is closed after reading.</param>
    /// <param name="zone">The clock of times without an offset.</param>
    /// <param name="knownQueues">Queues known from elsewhere, such as the forecast; those of queues.csv and targets.csv are known as well. Queues are not checked when none is known.</param>
    public static ImportResult<PeopleData> Read(
        Func<string, Stream?> open, DateTimeZone zone, IReadOnlySet<QueueId>? knownQueues = null) =>
        throw new NotSupportedException();
}

/// <summary>targets.csv: what each queue promises and how it is staffed.</summary>
public static class TargetsCsv
{
    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    public static ImportResult<IReadOnlyDictionary<QueueId, QueueTarget>> Read(Stream stream, string fileName) =>
        throw new NotSupportedException();
}

/// <summary>opening_hours.csv: when each queue takes contacts.</summary>
public static class OpeningHoursCsv
{
    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    public static ImportResult<IReadOnlyDictionary<QueueId, OpeningHours>> Read(Stream stream, string fileName) =>
        throw new NotSupportedException();
}

/// <summary>Special days from a file: <c>date,name,kind</c>.</summary>
public static class HolidaysCsv
{
    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    public static ImportResult<IReadOnlyList<SpecialDay>> Read(Stream stream, string fileName) =>
        throw new NotSupportedException();
}

/// <summary>Events from a file: <c>queue,from,to,name,factor</c>.</summary>
public static class EventsCsv
{
    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    public static ImportResult<IReadOnlyList<CallEvent>> Read(Stream stream, string fileName) =>
        throw new NotSupportedException();
}
