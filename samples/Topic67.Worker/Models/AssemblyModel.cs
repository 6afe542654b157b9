using Topic67.Forecasting;
using Topic67.Worker.Settings;
#if LOADS_TYPES
using System.Runtime.Loader;
#endif

namespace Topic67.Worker.Models;

/// <summary>Loads a model type from an assembly. A native build has no compiler for it.</summary>
internal static class AssemblyModel
{
#if LOADS_TYPES
#pragma warning disable IL2026, IL2072 // This code is not in trimmed builds.
    public static IForecastModel Load(string setting)
    {
        var parts = setting.Split(',', 2, StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || parts[1].Length == 0)
            throw new ConfigurationException($"MODEL_ASSEMBLY is '{setting}': write FILE.dll,Namespace.Type.");
        try
        {
            var path = Path.GetFullPath(parts[0]);
            var resolver = new AssemblyDependencyResolver(path);
            AssemblyLoadContext.Default.Resolving += (context, name) => resolver.ResolveAssemblyToPath(name) is { } found ? context.LoadFromAssemblyPath(found) : null;
            var type = AssemblyLoadContext.Default.LoadFromAssemblyPath(path).GetType(parts[1])
                ?? throw new ConfigurationException($"MODEL_ASSEMBLY: {parts[0]} has no type {parts[1]}.");
            return Activator.CreateInstance(type) as IForecastModel
                ?? throw new ConfigurationException($"MODEL_ASSEMBLY: {parts[1]} does not implement {typeof(IForecastModel).FullName}.");
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or MissingMethodException or System.Reflection.TargetInvocationException or InvalidOperationException or ArgumentException)
        {
            throw new ConfigurationException($"MODEL_ASSEMBLY: {parts[0]} cannot be loaded: {(exception.InnerException ?? exception).Message}");
        }
    }
#pragma warning restore IL2026, IL2072
#else
    public static IForecastModel Load(string setting) =>
        throw new ConfigurationException("MODEL_ASSEMBLY needs the build that is not native: use `dotnet run -c Release --project samples/Topic67.Worker`, or MODEL_URL or MODEL_COMMAND.");
#endif
}
