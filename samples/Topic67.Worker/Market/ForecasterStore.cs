using Topic67.Forecasting;
using Topic67.Forecasting.Persistence;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Market;

/// <summary>The forecaster's state in the state folder, from an earlier run.</summary>
internal static class ForecasterStore
{
    public static void Restore(Topic67Forecaster forecaster, StateFolder folder, IPriceSource source)
    {
        try
        {
            if (StateFile.Read(folder.Forecaster) is not { } state)
                return;
            if ((state.PriceSource == SimulatedPriceSource.SourceName) != source.IsSimulated && state.PriceSource.Length > 0)
                throw new ConfigurationException($"{folder.Forecaster} was made from {state.PriceSource} prices, which cannot be mixed with {source.Name}: name another folder with --state.");
            forecaster.Restore(state);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            throw new ConfigurationException(exception.Message);
        }
    }

    public static void Save(Topic67Forecaster forecaster, StateFolder folder, Action<string> warn)
    {
        try
        {
            StateFile.Write(folder.Forecaster, forecaster.Save());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn($"The forecaster's state could not be written: {exception.Message}");
        }
    }
}
