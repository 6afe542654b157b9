using System.Text.Json;
using Topic67.Competition.Idle;
using Topic67.Competition.Replay;

namespace Topic67.Competition.Report;

/// <summary>The figures of the runs, kept as JSON so that the table can be made of runs at different times.</summary>
internal static class Files
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static void Write(DirectoryInfo folder, ReplayFigures figures) => File.WriteAllText(Replay(folder), JsonSerializer.Serialize(figures, Json));

    public static void Write(DirectoryInfo folder, IdleFigures figures) => File.WriteAllText(Idle(folder), JsonSerializer.Serialize(figures, Json));

    public static (ReplayFigures? Replay, IdleFigures? Idle) Read(DirectoryInfo folder) => (Read<ReplayFigures>(Replay(folder)), Read<IdleFigures>(Idle(folder)));

    private static T? Read<T>(string path)
        where T : class => File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json) : null;

    private static string Replay(DirectoryInfo folder) => Path.Combine(folder.FullName, "replay.json");

    private static string Idle(DirectoryInfo folder) => Path.Combine(folder.FullName, "idle.json");
}
