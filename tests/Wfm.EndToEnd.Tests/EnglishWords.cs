using System.Text.RegularExpressions;

namespace Wfm.EndToEnd.Tests;

/// <summary>English on a page, found by words no Swedish sentence has; what is marked as code is left out.</summary>
internal static partial class EnglishWords
{
    // Opens what can be opened, and reads what is shown, and what is read aloud or told by a pointer.
    private const string Seen = """
        () => {
          document.querySelectorAll('details').forEach(one => { if (!one.querySelector('pre')) one.open = true; });
          const spoken = [...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')]
            .flatMap(one => ['aria-label', 'title', 'placeholder', 'alt'].map(name => one.getAttribute(name)));
          document.querySelectorAll('code, pre, script, style').forEach(one => one.setAttribute('data-code', ''));
          const lines = [];
          const walk = node => {
            if (node.nodeType === Node.TEXT_NODE) lines.push(node.textContent);
            else if (node.nodeType === Node.ELEMENT_NODE && !node.hasAttribute('data-code') && node.checkVisibility({ visibilityProperty: true })) node.childNodes.forEach(walk);
          };
          walk(document.body);
          return [...lines, ...spoken.filter(text => text)].join('\n');
        }
        """;

    /// <summary>Lines of a page, and what is read aloud of it, that are English.</summary>
    public static async Task<IEnumerable<string>> OnAsync(Screen screen, string view)
    {
        string text = await screen.Page.EvaluateAsync<string>(Seen);
        text.Length.ShouldBeGreaterThan(100, view);
        return text.Split('\n').Where(line => English().IsMatch(line)).Select(line => $"{view}: {line.Trim()}").Distinct();
    }

    /// <summary>Words no Swedish sentence has, and every English one has some of.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{N}-])(the|and|of|is|are|was|were|not|with|from|this|that|these|there|has|have|been|its|nobody|nothing|somebody|everybody|expected|only|when|which|until|before|after|than|does|cannot|they|their|who|whose|what|your|you)(?![\p{L}\p{N}-])", RegexOptions.IgnoreCase)]
    private static partial Regex English();
}
