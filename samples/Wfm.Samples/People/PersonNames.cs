namespace Wfm.Samples;

/// <summary>Invented names: common first names and surnames put together by chance.</summary>
internal static class PersonNames
{
    private static readonly string[] First =
    [
        "Anna", "Åsa", "Björn", "Camilla", "Daniel", "Elin", "Emil", "Fatima", "Filip", "Göran", "Gunilla", "Håkan", "Helena", "Ibrahim",
        "Ingrid", "Jörgen", "Johanna", "Karin", "Kenan", "Lars", "Leila", "Linnéa", "Magnus", "Maja", "Märta", "Mikael", "Nadia", "Nils",
        "Olof", "Oskar", "Pär", "Pernilla", "Petra", "Rebecka", "Robin", "Samir", "Sara", "Sören", "Stina", "Sven", "Tove", "Tobias",
        "Ulrika", "Viktor", "Yasmin", "Ylva", "Zara", "Åke", "Ängla", "Örjan", "Erik", "Sofia", "Hanna", "Jonas", "Malin", "Peter",
    ];

    private static readonly string[] Last =
    [
        "Åberg", "Ahmed", "Almqvist", "Andersson", "Äng", "Bäckström", "Berg", "Bergström", "Björk", "Carlsson", "Dahl", "Ek", "Eklöf",
        "Eriksson", "Forsberg", "Fransson", "Gustafsson", "Haddad", "Hägg", "Håkansson", "Hansson", "Hedlund", "Holm", "Isaksson",
        "Jansson", "Johansson", "Karlsson", "Källström", "Larsson", "Lindgren", "Lindström", "Löfgren", "Lundqvist", "Månsson", "Mohammed",
        "Moberg", "Nilsson", "Norén", "Nyström", "Öberg", "Olsson", "Östlund", "Persson", "Pettersson", "Rosén", "Sandberg", "Sjöberg",
        "Söderberg", "Ström", "Svensson", "Törnqvist", "Vikström", "Wallin", "Westerlund", "Wikberg", "Yildiz",
    ];

    public static IReadOnlyList<string> Draw(SampleRandom random, int count)
    {
        IReadOnlyList<string> first = random.Shuffled(First), last = random.Shuffled(Last);
        return [.. Enumerable.Range(0, count).Select(person => $"{first[person % first.Count]} {last[(person + (person / first.Count)) % last.Count]}")];
    }
}
