using System.Text.Json;
using System.Text.Json.Serialization;

namespace Topic67.Forecasting.Persistence;

/// <summary>A forecaster's state on disk. After a crash there is the old file or the new one, never a partial one.</summary>
public static class StateFile
{
    /// <summary>Replaces an earlier state.</summary>
    public static void Write(string path, ForecasterState state)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(state);
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, state, StateJson.Default.ForecasterState));
    }

    /// <summary>Reads a state; null if there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is not such a state; the message says what to do.</exception>
    public static ForecasterState? Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            return null;
        try
        {
            using var stream = File.OpenRead(path);
            var state = JsonSerializer.Deserialize(stream, StateJson.Default.ForecasterState);
            if (state is { Format: ForecasterState.CurrentFormat })
                return state;
            throw new InvalidDataException(
                $"{path} has format {state?.Format ?? 0}; this version reads {ForecasterState.CurrentFormat}. {Advice}");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is not a forecaster's state ({e.Message}). {Advice}", e);
        }
    }

    private const string Advice =
        "Move the file away to start with an empty state; the gate then counts from the first bar that is fetched.";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ForecasterState))]
internal sealed partial class StateJson : JsonSerializerContext;
