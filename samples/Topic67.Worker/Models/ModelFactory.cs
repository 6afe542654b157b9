using Allora.Sdk;
using Topic67.Forecasting;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Models;

/// <summary>Opens the user's own model.</summary>
internal static class ModelFactory
{
    /// <summary>The model, and its name without secrets; null for the built-in one.</summary>
    /// <exception cref="ConfigurationException">It cannot be opened.</exception>
    public static (IForecastModel Model, string Name)? Open(ModelSettings? settings) => settings switch
    {
        null => null,
        { Url: { } url } => (new HttpForecastModel(url, settings.Header), SafeText.Address(url)),
        { Command: { } command } => (new CommandForecastModel(command), "command " + CommandForecastModel.NameOf(command)),
        { Assembly: { } type } => (AssemblyModel.Load(type), type),
        _ => null,
    };
}
