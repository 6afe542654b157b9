namespace Topic67.Worker.Settings;

/// <summary>The user's own model: exactly one of the three.</summary>
/// <param name="Url">An address with {TopicId}, {BlockHeight} and {Time}, which answers a number.</param>
/// <param name="Command">A command that reads a request as JSON and writes a number.</param>
/// <param name="Assembly">FILE.dll,TYPE: a type that implements IForecastModel.</param>
/// <param name="Header">A header of the requests to the address, "Name: value"; never shown.</param>
internal sealed record ModelSettings(string? Url, string? Command, string? Assembly, string? Header)
{
    public static ModelSettings? Read(EnvFile env)
    {
        var model = new ModelSettings(env.NotBlank("MODEL_URL"), env.NotBlank("MODEL_COMMAND"), env.NotBlank("MODEL_ASSEMBLY"), env["MODEL_HEADER"]);
        var count = (model.Url is null ? 0 : 1) + (model.Command is null ? 0 : 1) + (model.Assembly is null ? 0 : 1);
        if (count > 1)
            throw new ConfigurationException("MODEL_URL, MODEL_COMMAND and MODEL_ASSEMBLY are ways to the same model: give one.");
        if (model.Header is not null && (model.Url is null || model.Header.IndexOf(':', StringComparison.Ordinal) < 1))
            throw new ConfigurationException("MODEL_HEADER is 'Name: value', for MODEL_URL.");
        return count == 0 ? null : model;
    }
}
