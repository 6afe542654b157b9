namespace Topic67.Worker.State;

/// <summary>The files of a state folder.</summary>
internal sealed class StateFolder(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Lock => In("worker.lock");

    public string Instance => In("instance.json");

    public string StopRequest => In("stop.request");

    public string Status => In("status.json");

    public string Events => In("events.jsonl");

    public string Predictions => In("predictions.jsonl");

    public string Network => In("network.jsonl");

    public string FollowUps => In("followups.jsonl");

    public string Latest => In("latest.json");

    public string Output => In("worker.log");

    public string Forecaster => In("forecaster.json");

    public string Prices => In("prices");

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
