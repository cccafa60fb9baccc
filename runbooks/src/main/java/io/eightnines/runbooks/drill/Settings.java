package io.eightnines.runbooks.drill;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How a drill is run.
 *
 * @param trials how often the damage is done
 * @param rate draws a second through the client
 * @param plainRate draws a second through plain HTTP
 * @param seed of victims and moments
 * @param folder for the fleet's files; made anew
 * @param progress told what happens, a line each
 */
public record Settings(
    int trials, int rate, int plainRate, long seed, Path folder, Consumer<String> progress) {}
