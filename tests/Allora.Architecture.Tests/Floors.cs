namespace Allora.Architecture.Tests;

/// <summary>The floors of Allora.Sdk, lowest first: each folder imports only folders of floors below it, and folders of one floor know nothing of each other.</summary>
internal static class Floors
{
    /// <summary>Gets the top folders by floor.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> LowestFirst { get; } =
    [
        ["Values"],
        ["Base"],
        ["Wallets", "Losses"],
        ["Encodings", "Diagnostics"],
        ["Chain"],
        ["Events", "Api"],
        ["Client"],
        ["Blocks"],
        ["Sending"],
        ["Workers"],
        ["Rewards"],
        ["Roles"],
        ["Alerts"],
        ["Hosting"],
    ];

    /// <summary>The floor of a file, counted from 1; 0 if its folder is on none.</summary>
    public static int Of(string file)
    {
        var folder = Graphs.Arrows.TopFolder(file);
        for (var floor = 0; floor < LowestFirst.Count; floor++)
        {
            if (LowestFirst[floor].Contains(folder))
                return floor + 1;
        }

        return 0;
    }
}
