using System.Globalization;

namespace Wfm.Benchmarks;

/// <summary>What a benchmark is told on the command line: whole numbers above 0, and for some of them a database.</summary>
internal sealed class Told
{
    private readonly Dictionary<string, int> _numbers;
    private readonly string? _database;

    private Told(Dictionary<string, int> numbers, string? database)
    {
        _numbers = numbers;
        _database = database;
    }

    /// <summary>The number that goes by a name.</summary>
    /// <param name="name">With its dashes.</param>
    public int this[string name] => _numbers[name];

    /// <summary>Reads the arguments, or says on the error output which there are.</summary>
    /// <param name="benchmark">Its name on the command line.</param>
    /// <param name="args">The arguments after the name.</param>
    /// <param name="takesDatabase">Whether a database may be named.</param>
    /// <param name="usual">The numbers and what they usually are.</param>
    /// <returns>Null where something was not understood.</returns>
    public static Told? Read(string benchmark, string[] args, bool takesDatabase, params (string Name, int Usual)[] usual)
    {
        Dictionary<string, int> numbers = usual.ToDictionary(number => number.Name, number => number.Usual);
        string? database = null;
        for (int index = 0; index < args.Length; index += 2)
        {
            string? value = index + 1 < args.Length ? args[index + 1] : null;
            if (takesDatabase && value is not null && args[index] == "--database")
            {
                database = value;
            }
            else if (numbers.ContainsKey(args[index]) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0)
            {
                numbers[args[index]] = number;
            }
            else
            {
                Console.Error.WriteLine($"{benchmark}{(takesDatabase ? " [--database TEXT]" : "")}{string.Concat(usual.Select(one => $" [{one.Name} {one.Usual}]"))}");
                return null;
            }
        }

        return new Told(numbers, database);
    }

    /// <summary>Measures on the database named, else on a SQLite file that is removed afterwards.</summary>
    /// <param name="measure">Gets where the database is; gives the exit code.</param>
    public async Task<int> OnDatabaseAsync(Func<string, Task<int>> measure)
    {
        if (_database is not null)
        {
            return await measure(_database);
        }

        string folder = Directory.CreateTempSubdirectory("wfm-benchmark-").FullName;
        try
        {
            return await measure(Path.Combine(folder, "wfm.db"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
