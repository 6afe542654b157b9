namespace Allora.Sdk.Workers;

/// <summary>Whether a worker is paused. Set by its host, read by its loop.</summary>
internal sealed class PauseSwitch
{
    public const string Detail = "Paused by its host: no window is answered until it is resumed.";

    private volatile bool _isPaused;

    public bool IsPaused
    {
        get => _isPaused;
        set => _isPaused = value;
    }
}
