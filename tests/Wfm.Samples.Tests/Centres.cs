using System.Text;

namespace Wfm.Samples.Tests;

/// <summary>Centres made once for all tests, since each takes a second or two.</summary>
internal static class Centres
{
    private static readonly Lazy<SampleCentre> FirstLazy = new(() => OrebroServicecenter.Create(1, OrebroServicecenter.DefaultFirstPlannedMonday));
    private static readonly Lazy<SampleCentre> SecondLazy = new(() => OrebroServicecenter.Create(2, OrebroServicecenter.DefaultFirstPlannedMonday));

    private static readonly Lazy<SortedDictionary<string, byte[]>> FirstFiles = new(() => FilesOf(One));
    private static readonly Lazy<SortedDictionary<string, byte[]>> SecondFiles = new(() => FilesOf(Two));

    public static SortedDictionary<string, byte[]> FilesOfOne => FirstFiles.Value;

    public static SortedDictionary<string, byte[]> FilesOfTwo => SecondFiles.Value;

    public static SampleCentre One => FirstLazy.Value;

    public static SampleCentre Two => SecondLazy.Value;

    public static SampleCentre Of(int seed) => seed == 1 ? One : Two;

    public static SampleCentre Small(int seed) => OrebroServicecenter.Create(seed, OrebroServicecenter.DefaultFirstPlannedMonday, historyYears: 1);

    public static SortedDictionary<string, byte[]> FilesOf(SampleCentre centre)
    {
        Dictionary<string, MemoryStream> streams = [];
        SampleFiles.Write(centre, name =>
        {
            streams[name] = new MemoryStream();
            return new StreamWriter(streams[name], new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        });
        return new SortedDictionary<string, byte[]>(streams.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()), StringComparer.Ordinal);
    }
}
